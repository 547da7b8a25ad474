"""Tells readers what is new in what they follow, by mail or by signed webhook."""
