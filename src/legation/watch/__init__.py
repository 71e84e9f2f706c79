"""The watch: asks a desk's feeds when they are due, keeps what is new, and goes on where it was."""
