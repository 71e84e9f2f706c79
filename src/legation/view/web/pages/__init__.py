"""The pages: each module holds one, or a few that belong together, with what they ask the store."""
