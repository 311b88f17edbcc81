package io.banyan.pool.function.child;

import io.banyan.pool.function.call.RemoteFunction;
import io.banyan.pool.function.wire.CallBody;
import io.banyan.pool.function.wire.CallFrame;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls what a body names. */
record Invocation(CallBody body, CallFrame call, Supplier<RemoteChannels> channels) {

  @Nullable Object run() throws Throwable {
    @Nullable Object[] arguments = arguments();
    if (body.target() instanceof CallBody.Instance instance) {
      return ((RemoteFunction) instance.function()).invoke(arguments);
    }
    CallBody.Method method = (CallBody.Method) body.target();
    try {
      return call(method, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() == null ? thrown : thrown.getCause();
    }
  }

  private @Nullable Object[] arguments() {
    @Nullable Object[] arguments = body.arguments().toArray();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof CallBody.ChannelEnd end) {
        arguments[i] = channels.get().open(call.id(), end, call.longestAnswer());
      }
    }
    return arguments;
  }

  private static @Nullable Object call(CallBody.Method method, @Nullable Object[] arguments)
      throws ReflectiveOperationException {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Class<?> owner = Class.forName(method.owner().replace('/', '.'), true, loader);
    Class<?>[] parameters =
        MethodType.fromMethodDescriptorString(method.descriptor(), loader).parameterArray();
    if (method.name().equals("<init>")) {
      Constructor<?> constructor = owner.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    }
    Method called = find(owner, method.name(), parameters);
    if (!isOpen(called)) {
      called.setAccessible(true);
    }
    if (method.isStatic()) {
      return called.invoke(null, arguments);
    }
    @Nullable Object[] others = new Object[arguments.length - 1];
    System.arraycopy(arguments, 1, others, 0, others.length);
    return called.invoke(arguments[0], others);
  }

  /** What nobody has to be allowed to call: that of a class of the JDK could not be. */
  private static boolean isOpen(Method method) {
    int publicly = method.getModifiers() & method.getDeclaringClass().getModifiers();
    return Modifier.isPublic(publicly);
  }

  private static Method find(Class<?> owner, String name, Class<?>[] parameters)
      throws NoSuchMethodException {
    try {
      return owner.getDeclaredMethod(name, parameters);
    } catch (NoSuchMethodException inherited) {
      return owner.getMethod(name, parameters);
    }
  }
}
