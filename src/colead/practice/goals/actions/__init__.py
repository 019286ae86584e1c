"""What two partners do with a goal: draft and accept it, live with it, close it."""
