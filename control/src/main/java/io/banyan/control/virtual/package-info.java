/**
 * The runtime as one document: a fold of facts and of what the system tells, so that no question
 * ever asks an actor. Pure.
 */
@NullMarked
package io.banyan.control.virtual;

import org.jspecify.annotations.NullMarked;
