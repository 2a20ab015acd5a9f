"""What tells the submissions of a compilation apart; `summarylint.submissions` asks it where each starts."""
