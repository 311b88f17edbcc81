package io.banyan.pool.function;

import io.banyan.pool.function.call.RemoteFunction;
import io.banyan.pool.function.wire.CallBody;
import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a function is behind its interface.
 *
 * @param called how it is called over there
 * @param arguments captured ones before those of the call
 * @param declared the method as it is declared; empty when it cannot be found
 * @param description for people
 */
record Target(
    CallBody.Target called,
    List<@Nullable Object> arguments,
    Optional<Executable> declared,
    String description) {

  static Target of(RemoteFunction function, List<Object> arguments) {
    return lambda(function)
        .map(lambda -> ofLambda(lambda, function.getClass().getClassLoader(), arguments))
        .orElseGet(() -> ofObject(function, arguments));
  }

  /** Names of the classes that may come back because it declares them. */
  Set<String> expected() {
    return declared
        .filter(Method.class::isInstance)
        .map(method -> DeclaredTypes.of(((Method) method).getGenericReturnType()))
        .or(() -> declared.map(made -> DeclaredTypes.of((Type) made.getDeclaringClass())))
        .orElseGet(Set::of);
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
    return new Target(method, all, find(method, loader), description(method));
  }

  private static Target ofObject(RemoteFunction function, List<Object> given) {
    Class<?> type = function.getClass();
    Optional<Executable> declared =
        Arrays.stream(type.getMethods())
            .filter(method -> !method.isBridge() && method.getParameterCount() == given.size())
            .filter(method -> Set.of("call", "run").contains(method.getName()))
            .map(Executable.class::cast)
            .findFirst();
    return new Target(
        new CallBody.Instance(function), new ArrayList<>(given), declared, type.getSimpleName());
  }

  private static Optional<Executable> find(CallBody.Method method, @Nullable ClassLoader loader) {
    try {
      Class<?> owner = Class.forName(method.owner().replace('/', '.'), false, loader);
      Class<?>[] parameters =
          MethodType.fromMethodDescriptorString(method.descriptor(), loader).parameterArray();
      return Optional.of(executable(owner, method.name(), parameters));
    } catch (ReflectiveOperationException | LinkageError | TypeNotPresentException missing) {
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
