"""From what was heard to what is played: context, pipeline, planner, player, conductor."""
