"""What has been read, kept safe and found again."""
