"""What the figures say of a programme's targets: how each is measured, the baseline, the scoreboard."""
