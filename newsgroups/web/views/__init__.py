"""`about.py` and one folder a part of the site:"""
