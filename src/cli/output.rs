//! Printing: the only place that writes to the terminal.

use std::io::{self, Write};

use anstream::AutoStream;

use crate::source::Error;

/// Prints to the standard output. A reader that has gone away (`spis check | head`) is no failure.
pub(super) fn print(text: &str) -> Result<(), Error> {
    unless_closed("standard output", write(&mut anstream::stdout().lock(), text))
}

/// Prints to the standard error output.
pub(super) fn note(text: &str) -> Result<(), Error> {
    unless_closed("standard error", write(&mut anstream::stderr().lock(), text))
}

/// Whether the standard output shows colours. `NO_COLOR`, `CLICOLOR` and `TERM` are heeded.
pub(super) fn has_colour() -> bool {
    AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// Whether the standard error output shows colours.
pub(super) fn note_has_colour() -> bool {
    AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never
}

fn write(stream: &mut impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

fn unless_closed(stream: &str, written: io::Result<()>) -> Result<(), Error> {
    match written {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => Err(Error::new("print to", stream, cause)),
        _ => Ok(()),
    }
}
