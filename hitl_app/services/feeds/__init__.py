"""Product feeds: tables, JSON Lines and Google Merchant XML whose items name their images."""
