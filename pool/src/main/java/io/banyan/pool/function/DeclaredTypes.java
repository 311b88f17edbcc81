package io.banyan.pool.function;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a declared type names: itself, its type arguments, the types of its fields, the
 * permitted subclasses of what is sealed, and what these name. Not what merely could be assigned to
 * it: that is what gadgets are made of.
 */
final class DeclaredTypes {

  private final Set<String> names = new HashSet<>();
  private final Set<Type> seen = new HashSet<>();

  private DeclaredTypes() {}

  static Set<String> of(Type type) {
    DeclaredTypes types = new DeclaredTypes();
    types.visit(type);
    return Set.copyOf(types.names);
  }

  private void visit(@Nullable Type type) {
    if (type == null || !seen.add(type)) {
      return;
    }
    if (type instanceof Class<?> plain) {
      visitClass(plain);
    } else if (type instanceof ParameterizedType generic) {
      visit(generic.getRawType());
      visitAll(generic.getActualTypeArguments());
    } else if (type instanceof GenericArrayType array) {
      visit(array.getGenericComponentType());
    } else if (type instanceof WildcardType wildcard) {
      visitAll(wildcard.getUpperBounds());
    } else if (type instanceof TypeVariable<?> variable) {
      visitAll(variable.getBounds());
    }
  }

  private void visitAll(Type[] types) {
    Arrays.stream(types).forEach(this::visit);
  }

  private void visitClass(Class<?> type) {
    if (type.isArray()) {
      visit(type.getComponentType());
    } else if (!type.isPrimitive() && type != Object.class) {
      names.add(type.getName());
      if (type.getClassLoader() != null) {
        visitParts(type);
      }
    }
  }

  /** Of a class of the application; what the JDK's are made of is its own affair. */
  private void visitParts(Class<?> type) {
    visit(type.getGenericSuperclass());
    Class<?>[] permitted = type.getPermittedSubclasses();
    visitAll(permitted == null ? new Type[0] : permitted);
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
        visit(field.getGenericType());
      }
    }
  }
}
