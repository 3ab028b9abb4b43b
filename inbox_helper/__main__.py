from inbox_helper.cli import main

main()
