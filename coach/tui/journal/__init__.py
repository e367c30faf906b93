"""What is kept between runs, on the screen: past conversations and next steps."""
