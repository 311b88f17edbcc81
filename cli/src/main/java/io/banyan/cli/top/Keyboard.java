package io.banyan.cli.top;

import io.banyan.cli.top.Key.Special;
import java.util.Optional;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/** Reads keys of a terminal. */
final class Keyboard {

  private static final long AFTER_ESCAPE_MILLIS = 100;
  private static final int NOTHING_YET = -2;

  private final BindingReader reader;
  private final KeyMap<Key> keys = new KeyMap<>();

  Keyboard(Terminal terminal) {
    reader = new BindingReader(terminal.reader());
    keys.setAmbiguousTimeout(AFTER_ESCAPE_MILLIS);
    for (char character = ' '; character < 0x7f; character++) {
      keys.bind(new Key.Typed(character), Character.toString(character));
    }
    bind(terminal, Special.UP, Capability.key_up, "[A");
    bind(terminal, Special.DOWN, Capability.key_down, "[B");
    bind(terminal, Special.RIGHT, Capability.key_right, "[C");
    bind(terminal, Special.LEFT, Capability.key_left, "[D");
    bind(terminal, Special.PAGE_UP, Capability.key_ppage, "[5~");
    bind(terminal, Special.PAGE_DOWN, Capability.key_npage, "[6~");
    bind(terminal, Special.HOME, Capability.key_home, "[H");
    bind(terminal, Special.END, Capability.key_end, "[F");
    keys.bind(Special.ENTER, "\r", "\n");
    keys.bind(Special.BACKSPACE, KeyMap.del(), "\b");
    keys.bind(Special.ESCAPE, KeyMap.esc());
  }

  /** Whether a key was pressed within so long. */
  boolean waits(long millis) {
    return reader.peekCharacter(millis) != NOTHING_YET;
  }

  /** The key; empty when the terminal has gone. */
  Optional<Key> read() {
    return Optional.ofNullable(reader.readBinding(keys));
  }

  /** What the terminal says of itself, and what most send whatever they say. */
  private void bind(Terminal terminal, Key key, Capability capability, String usual) {
    String sequence = KeyMap.key(terminal, capability);
    if (sequence != null) {
      keys.bind(key, sequence);
    }
    keys.bind(key, KeyMap.esc() + usual);
  }
}
