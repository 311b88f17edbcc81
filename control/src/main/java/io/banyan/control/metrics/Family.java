package io.banyan.control.metrics;

import java.util.List;

/** The metrics there are. Their names are a promise to whoever draws them. */
public enum Family {
  BUILD(Kind.INFO, "banyan_build", "What runs this tree.", "version", "engine", "tree"),
  START_TIME(Kind.GAUGE, "banyan_start_time_seconds", "When the runtime began, in Unix time."),

  PROCESSES(Kind.GAUGE, "banyan_processes", "Processes of the tree by state.", "state"),
  SUPERVISORS(Kind.GAUGE, "banyan_supervisors", "Supervisors of the tree by state.", "state"),
  ACTORS(Kind.GAUGE, "banyan_actors", "Actors that are children of the tree by state.", "state"),

  RESTARTS(
      Kind.COUNTER,
      "banyan_restarts_total",
      "Restarts of children by supervisors, by how the child had ended before.",
      "reason"),
  FAILURES(Kind.COUNTER, "banyan_failures_total", "Children that failed, by why.", "reason"),
  EXITS(
      Kind.COUNTER,
      "banyan_exits_total",
      "Ends of processes: what came of them, how they ended, and with what.",
      "outcome",
      "kind",
      "status"),

  SPAWN_DURATION(
      Kind.HISTOGRAM,
      "banyan_spawn_duration_seconds",
      "From the decision to launch a process until the system has made it."),
  RESTART_DURATION(
      Kind.HISTOGRAM,
      "banyan_restart_duration_seconds",
      "From the end of a process until its successor was launched, the declared delay taken off."),
  STOP_DURATION(
      Kind.HISTOGRAM,
      "banyan_stop_duration_seconds",
      "From the first stop signal to a process until its end.",
      "outcome"),

  DROPPED_BYTES(
      Kind.COUNTER,
      "banyan_output_dropped_bytes_total",
      "Output that was lost before it got into its log file.",
      "stream"),
  EVENTS(Kind.COUNTER, "banyan_events_total", "Facts that were published, by type.", "type"),
  EVENTS_MISSED(
      Kind.COUNTER,
      "banyan_events_missed_total",
      "Facts that subscribers missed because they were slow, counted once for each of them."),

  PROCESS_UP(Kind.GAUGE, "banyan_process_up", "1 while the process is ready, else 0.", "process"),
  PROCESS_START_TIME(
      Kind.GAUGE,
      "banyan_process_start_time_seconds",
      "When the process was started, in Unix time; only while it is alive.",
      "process"),
  PROCESS_RESTARTS(
      Kind.COUNTER,
      "banyan_process_restarts_total",
      "How often the process was restarted by its supervisor.",
      "process"),
  PROCESS_CPU(
      Kind.COUNTER,
      "banyan_process_cpu_seconds_total",
      "Processor time of the process itself, user and system; begins anew with each restart.",
      "process"),
  PROCESS_MEMORY(
      Kind.GAUGE,
      "banyan_process_resident_memory_bytes",
      "Resident memory of the process itself.",
      "process"),
  PROCESS_DROPPED_BYTES(
      Kind.COUNTER,
      "banyan_process_output_dropped_bytes_total",
      "Output of the process that was lost before it got into its log file.",
      "process"),

  POOL_WORKERS(
      Kind.GAUGE, "banyan_pool_workers", "Workers of the pool by what they do.", "pool", "state"),
  POOL_BROKEN(
      Kind.GAUGE,
      "banyan_pool_broken",
      "1 while the workers of the pool end without having done anything, else 0.",
      "pool"),
  POOL_QUEUED(
      Kind.GAUGE, "banyan_pool_queued_tasks", "Tasks that wait for a worker of the pool.", "pool"),
  POOL_TASKS(
      Kind.COUNTER,
      "banyan_pool_tasks_total",
      "Tasks that have ended, by what came of them.",
      "pool",
      "outcome"),
  POOL_RETRIES(
      Kind.COUNTER,
      "banyan_pool_retries_total",
      "Tasks that were given to a worker again.",
      "pool"),
  POOL_STARTED(
      Kind.COUNTER, "banyan_pool_workers_started_total", "Workers that were started.", "pool"),
  POOL_LOST(
      Kind.COUNTER,
      "banyan_pool_workers_lost_total",
      "Workers that ended although nobody wanted that.",
      "pool"),
  POOL_RECYCLED(
      Kind.COUNTER,
      "banyan_pool_workers_recycled_total",
      "Workers that were replaced although nothing was wrong with them.",
      "pool"),
  POOL_WAIT(
      Kind.COUNTER,
      "banyan_pool_wait_seconds_total",
      "What tasks have waited for their first worker, all together.",
      "pool"),
  POOL_RUN(
      Kind.COUNTER,
      "banyan_pool_run_seconds_total",
      "What workers have taken for tasks, all together.",
      "pool"),

  QUEUE_TASKS(
      Kind.GAUGE,
      "banyan_queue_tasks",
      "Tasks of the queue by state: waiting, delayed, in-flight or dead.",
      "queue",
      "state"),
  QUEUE_PUSHED(Kind.COUNTER, "banyan_queue_pushed_total", "Tasks that came in.", "queue"),
  QUEUE_ACKED(Kind.COUNTER, "banyan_queue_acked_total", "Tasks that were done.", "queue"),
  QUEUE_FAILED(
      Kind.COUNTER, "banyan_queue_failed_attempts_total", "Attempts that failed.", "queue"),
  QUEUE_DIED(Kind.COUNTER, "banyan_queue_died_total", "Tasks that became dead letters.", "queue"),
  QUEUE_TROUBLE(
      Kind.GAUGE, "banyan_queue_trouble", "1 while its file cannot be written, else 0.", "queue");

  /** What a value means. */
  public enum Kind {
    /** Goes up and down. */
    GAUGE,
    /** Only goes up, from 0 at the start of the runtime. */
    COUNTER,
    /** How many durations were how long. */
    HISTOGRAM,
    /** Always 1; its labels are what is told. */
    INFO
  }

  private final Kind kind;
  private final String metric;
  private final String help;
  private final List<String> labels;

  Family(Kind kind, String metric, String help, String... labels) {
    this.kind = kind;
    this.metric = metric;
    this.help = help;
    this.labels = List.of(labels);
  }

  public Kind kind() {
    return kind;
  }

  /** Its name with unit and {@code _total}; an {@link Kind#INFO} without its {@code _info}. */
  public String metric() {
    return metric;
  }

  /** One sentence for people. */
  public String help() {
    return help;
  }

  /** The names of its labels. */
  public List<String> labels() {
    return labels;
  }
}
