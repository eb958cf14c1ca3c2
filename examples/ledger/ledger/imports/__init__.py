"""What reads bank statements and other people's files."""
