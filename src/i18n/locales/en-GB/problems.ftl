problem-kept = Your words are still here.
problem-kept-text = Nothing is lost. Press Send again.
problem-send-again = Send again
problem-go-on = Go on
problem-tell-adult = If it keeps going wrong, tell an adult near you or call Childline.
problem-words = Your words
problem-who = Who might need help

problem-not-understood-title = Try again
problem-not-understood = Something went wrong on the way
problem-not-found-title = Page not found
problem-not-found = This page is not here
problem-not-found-text = The address may be old. You can start a slip from the first page.
problem-too-slow-title = Too slow
problem-too-slow = That took too long
problem-cleared-title = Cleared
problem-cleared = This slip has been cleared
problem-cleared-text = We clear a slip after Leave, or when nobody touches it for half an hour.
problem-too-much-title = Too much text
problem-too-much = That was too much text to take
problem-too-much-text = Please make it shorter and send it again.
problem-busy-title = Wait a moment
problem-busy = We are very busy
problem-busy-text = We could not take it just now. Wait a moment, then press Send again.
problem-broken-title = Something went wrong
problem-broken = Something went wrong here
problem-broken-text = It is our fault, not yours.

trouble-cut-short = That was too much text to take. Look at what is here, make it shorter and press the button again.
trouble-garbled = Something went wrong on the way. Your words are still here. Press the button again.
trouble-too-many = We are very busy. Your words are safe on this page. Wait a moment, then press Send again.
trouble-busy = We could not take it just now. Your words are still here. Wait a moment, then press Send again.
trouble-fault = Something went wrong here. It is our fault, not yours. Your words are still here. Press the button again.
trouble-nobody-left = With these people left out, no one at school could read your slip. Untick one, or call one of the numbers on this page.

nobody-title = Not open
nobody-heading = No one can read slips right now
nobody-text = Please do not wait. Tell an adult you trust, or call one of these numbers.
