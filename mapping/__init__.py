"""What a document makes whom do: clauses, cues, assignments."""
