"""Data recipe, trainers, export and evaluation; needs the extra `train`, never imported at run time."""
