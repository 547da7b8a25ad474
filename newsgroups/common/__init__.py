"""Small tools without Django or models: lock, progress, byte-bounded cache, dates, CPU switch."""
