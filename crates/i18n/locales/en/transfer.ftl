## Import and export
