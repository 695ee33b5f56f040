"""What every form is made of: fields that read what is typed, and say below why it cannot be kept."""
