package io.banyan.pool.function;

import io.banyan.channels.SendChannel;
import io.banyan.pool.function.call.RemoteFunction;
import io.banyan.pool.function.wire.CallBody;
import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a function is behind its interface.
 *
 * @param called how it is called over there
 * @param arguments captured ones before those of the call; ends in place of channels
 * @param channels those, by their numbers
 * @param declared the method as it is declared; empty when it cannot be found
 * @param description for people
 */
record Target(
    CallBody.Target called,
    List<@Nullable Object> arguments,
    List<ChannelArgument> channels,
    Optional<Executable> declared,
    String description) {

  static Target of(RemoteFunction function, List<Object> arguments) {
    return lambda(function)
        .map(lambda -> ofLambda(lambda, function.getClass().getClassLoader(), arguments))
        .orElseGet(() -> ofObject(function, arguments));
  }

  /** Names of the classes that may come back because it declares them. */
  Set<String> expected() {
    return declared.map(Target::expected).orElseGet(Set::of);
  }

  /** What it returns, and what its channels carry. */
  private static Set<String> expected(Executable declared) {
    Set<String> names = new HashSet<>();
    names.addAll(
        DeclaredTypes.of(
            declared instanceof Method method
                ? method.getGenericReturnType()
                : declared.getDeclaringClass()));
    for (Type parameter : declared.getGenericParameterTypes()) {
      if (parameter instanceof ParameterizedType generic
          && generic.getRawType() == SendChannel.class) {
        names.addAll(DeclaredTypes.of(generic));
      }
    }
    return names;
  }

  /** What the compiler has put behind a lambda; empty for an ordinary object. */
  private static Optional<SerializedLambda> lambda(Serializable function) {
    if (!function.getClass().isSynthetic()) {
      return Optional.empty();
    }
    try {
      Method replacement = function.getClass().getDeclaredMethod("writeReplace");
      replacement.setAccessible(true);
      return replacement.invoke(function) instanceof SerializedLambda lambda
          ? Optional.of(lambda)
          : Optional.empty();
    } catch (ReflectiveOperationException | RuntimeException closed) {
      throw new IllegalArgumentException(
          "the function of %s cannot be looked into; functions in named modules are not supported"
              .formatted(function.getClass().getName()),
          closed);
    }
  }

  private static Target ofLambda(
      SerializedLambda lambda, @Nullable ClassLoader loader, List<Object> given) {
    List<@Nullable Object> all = new ArrayList<>();
    for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
      all.add(lambda.getCapturedArg(i));
    }
    all.addAll(given);
    boolean isStatic = lambda.getImplMethodKind() == MethodHandleInfo.REF_invokeStatic;
    CallBody.Method method =
        new CallBody.Method(
            lambda.getImplClass(),
            lambda.getImplMethodName(),
            lambda.getImplMethodSignature(),
            isStatic);
    Class<?>[] parameters =
        MethodType.fromMethodDescriptorString(method.descriptor(), loader).parameterArray();
    return withChannels(
        method, all, parameters, find(method, parameters, loader), description(method));
  }

  private static Target ofObject(RemoteFunction function, List<Object> given) {
    Class<?> type = function.getClass();
    Optional<Executable> declared =
        Arrays.stream(type.getMethods())
            .filter(method -> !method.isBridge() && method.getParameterCount() == given.size())
            .filter(method -> Set.of("call", "run").contains(method.getName()))
            .map(Executable.class::cast)
            .findFirst();
    Class<?>[] parameters = declared.map(Executable::getParameterTypes).orElse(new Class<?>[0]);
    return withChannels(
        new CallBody.Instance(function),
        new ArrayList<>(given),
        parameters,
        declared,
        type.getSimpleName());
  }

  /** Puts an end in the place of each channel. */
  private static Target withChannels(
      CallBody.Target called,
      List<@Nullable Object> arguments,
      Class<?>[] parameters,
      Optional<Executable> declared,
      String description) {
    List<ChannelArgument> channels = new ArrayList<>();
    // The receiver of an instance method comes before what its descriptor tells.
    int before = arguments.size() - parameters.length;
    for (int i = 0; i < arguments.size(); i++) {
      Object argument = arguments.get(i);
      if (argument != null && ChannelArgument.is(argument)) {
        Class<?> type = i >= before ? parameters[i - before] : argument.getClass();
        ChannelArgument channel = ChannelArgument.of(argument, type);
        boolean sends = channel instanceof ChannelArgument.Sending;
        arguments.set(i, new CallBody.ChannelEnd(channels.size(), sends));
        channels.add(channel);
      }
    }
    return new Target(called, arguments, List.copyOf(channels), declared, description);
  }

  private static Optional<Executable> find(
      CallBody.Method method, Class<?>[] parameters, @Nullable ClassLoader loader) {
    try {
      Class<?> owner = Class.forName(method.owner().replace('/', '.'), false, loader);
      return Optional.of(executable(owner, method.name(), parameters));
    } catch (ReflectiveOperationException | LinkageError missing) {
      return Optional.empty();
    }
  }

  private static Executable executable(Class<?> owner, String name, Class<?>[] parameters)
      throws NoSuchMethodException {
    if (name.equals("<init>")) {
      Constructor<?> constructor = owner.getDeclaredConstructor(parameters);
      return constructor;
    }
    return owner.getDeclaredMethod(name, parameters);
  }

  private static String description(CallBody.Method method) {
    String owner = method.owner().substring(method.owner().lastIndexOf('/') + 1);
    return owner.replace('$', '.') + "." + method.name();
  }
}
