package io.banyan.channels.process;

import io.banyan.channels.ReceiveChannel;
import io.banyan.channels.SendChannel;
import io.banyan.channels.exchange.framing.Framing;
import io.banyan.runtime.attachment.Attachments;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.output.ProcessOutputs;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The standard streams of the children of one runtime as channels. A child need not have been
 * launched; one that runs is joined. What it writes still goes to its log first.
 *
 * <p>Nobody has to receive: then the process waits as soon as its pipe is full. So whoever takes an
 * output has to go on until its end, or to {@link ReceiveChannel#cancel} it.
 *
 * <p>A child that is declared otherwise (its stdin is no pipe, its output may be dropped or goes to
 * files without the runtime) has channels that fail with a {@link StreamFailure} that says so, when
 * it is launched.
 */
public final class ProcessStreams {

  private final Attachments attachments;

  private ProcessStreams(Attachments attachments) {
    this.attachments = attachments;
  }

  /**
   * Of the children of one runtime.
   *
   * @param outputs of the runtime: {@code runtime.ports().outputs()}
   */
  public static ProcessStreams of(ProcessOutputs outputs) {
    return new ProcessStreams(outputs.attachments());
  }

  /** The lines that a child writes to its stdout, until that ends. */
  public ReceiveChannel<String> lines(ChildPath child) {
    return output(child, OutputStreamKind.STDOUT, OutputSettings.lines());
  }

  /**
   * What a child writes to one stream. The channel is closed at the end of the stream, and fails
   * when what comes cannot be understood. Who does not want more cancels it; the process then goes
   * on, into its log alone.
   *
   * @throws IllegalStateException when somebody else has that stream
   */
  public <T> ReceiveChannel<T> output(
      ChildPath child, OutputStreamKind stream, OutputSettings<T> settings) {
    return OutputChannel.open(attachments, child, stream, settings);
  }

  /**
   * What a child reads from its stdin, of the incarnation that runs, or else of the next. A value
   * is sent when it is its turn to be written; one at a time, the next when the pipe has taken the
   * one before: so a process that does not read holds senders back. To close the channel tells the
   * process the end of its input, after what was sent. The channel is closed, and fails senders,
   * when the process has ended or reads no more; the value that was being written then is lost.
   *
   * <p>A value that cannot be framed is refused with a {@link
   * io.banyan.channels.exchange.framing.FramingException}.
   *
   * @throws IllegalStateException when somebody else has its stdin
   */
  public <T> SendChannel<T> input(ChildPath child, Framing<T> framing) {
    return InputChannel.open(attachments, child, framing);
  }

  /**
   * What a child writes to one stream, as a source; it takes hold of the stream when it is run, and
   * reads as much as is asked for. It ends, or fails with a {@link StreamFailure}, as the channel
   * does.
   */
  public <T> Source<T, NotUsed> source(
      ChildPath child, OutputStreamKind stream, OutputSettings<T> settings) {
    return PekkoStreams.source(() -> output(child, stream, settings));
  }

  /**
   * What a child reads from its stdin, as a sink; it takes hold of it when it is run, and asks for
   * more when the process has taken what was written. When the stream ends, or fails, the process
   * is told the end of its input.
   *
   * @return its stage is done when all was taken, and fails when it could not be
   */
  public <T> Sink<T, CompletionStage<Done>> sink(ChildPath child, Framing<T> framing) {
    return PekkoStreams.sink(() -> input(child, framing));
  }
}
