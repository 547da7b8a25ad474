"""Turns stored pairs into stories with stable ids, and exports them."""
