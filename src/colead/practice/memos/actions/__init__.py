"""What two partners do with a memo and a presentation: draft, sign, correct, withdraw; plan what they say."""
