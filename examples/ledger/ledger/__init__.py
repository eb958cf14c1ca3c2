"""Books of Harbour Goods: entries, bank statements, month ends. Vulnerable on purpose."""
