"""What earlier builds left for later ones, and what has changed since."""
