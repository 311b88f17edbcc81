package io.banyan.runtime.engine;

/**
 * What an engine can promise on this system; shown by diagnosis, relied on by tests.
 *
 * @param engine its name: {@code linux} or {@code portable}
 * @param exactExit tells {@code exit 137} from SIGKILL
 * @param ownSession each process leads a session and group of its own, so groups can be signalled
 * @param reuseSafeSignals a signal can never reach another process that got the same pid
 * @param threadPerProcess needs threads of its own for each process
 */
public record EngineCapabilities(
    String engine,
    boolean exactExit,
    boolean ownSession,
    boolean reuseSafeSignals,
    boolean threadPerProcess) {}
