package io.banyan.supervision.config;

import com.typesafe.config.ConfigValue;

/** Makes a typed value of a configured one. */
@FunctionalInterface
interface Conversion<T> {
  T from(ConfigValue value) throws WrongValue;
}
