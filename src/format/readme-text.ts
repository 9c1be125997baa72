/**
 * `README.txt` of every archive: how to read it when this software is gone. Ten lines, the same in each archive of
 * a format version.
 */
export const README_TEXT = `This is a recorded coding session in the Reprise format, version 1. It is an ordinary ZIP file.
All times are milliseconds from the start of the session, unless said otherwise.
manifest.json           who, when and what: title, tools, tracks, chapters, counts, digests (JSON).
index.json              where to find what in the tracks; derived from them, so it may be lost (JSON).
transcript/*.ndjson     the conversation: one JSON object a line, shaped like the updates of the Agent Client Protocol.
changes/*.ndjson        what happened to files: one JSON object a line, each with a patch in unified diff format.
terminal/*.cast         the terminal: asciicast v3, intervals in seconds. To play it: unzip -p FILE terminal/main.cast | asciinema play -
blobs/                  larger texts and images that the tracks refer to, each named by the SHA-256 of its content.
Lines with the key "segment" (comments in a .cast) hold the complete state at that time; a reader may skip them.
To read the conversation: unzip -p FILE transcript/main.ndjson | jq -r 'select(.content.text) | .content.text'
`;
