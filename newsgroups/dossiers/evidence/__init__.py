"""Evidence packets: what a dossier says, signed, so that another machine can check that nothing was changed."""
