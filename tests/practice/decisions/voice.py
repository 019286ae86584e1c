"""What Ana and Kwame say with one voice."""

VOICE = {
    "what": "From Monday a discharge lounge opens at seven. We open no hallway beds before it has run two weeks.",
    "why": "Patients leave when they are ready, and nobody is nursed in a corridor.",
    "patients": "When you are ready to go home you wait in a room with a nurse, a chair and a cup of tea.",
    "nurses": "One nurse for the lounge from the float pool; no sixth patient at night.",
    "physicians": "Discharge orders by eight. The hospitalists round first on those who can go.",
    "heard": "Night nurses told us where it breaks. We give up twelve beds we could have counted.",
    "from_when": "Monday at seven",
    "either": "Ask either of us; the answer is the same.",
    "question_1": "Is this about money?",
    "answer_1": "No. It costs a nurse more, and we pay for it.",
    "question_2": "What if it fails?",
    "answer_2": "We look together after two weeks and tell you what we saw.",
    "who_feels": "Night nurses may feel that it comes late; surgeons, that their lists pay for it.",
    "who_goes": "Ana goes to the night shift on Tuesday, Kwame to the surgeons.",
    "who_answers": "Both of us, within a day.",
}
