"""Who signs in, and the posts from which follows what a person may see and do."""
