"""What writes reports for auditors and the tax office."""
