package io.banyan.testkit.junit;

import io.banyan.testkit.BanyanTestKit;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives every test method that asks for one a {@link BanyanTestKit} of its own, the same to its
 * {@code @BeforeEach} and {@code @AfterEach} methods, and closes it afterwards.
 *
 * <pre>{@code
 * @ExtendWith(BanyanExtension.class)
 * class ShopTest {
 *   @Test
 *   void comes_back(BanyanTestKit kit) { … }
 * }
 * }</pre>
 */
public final class BanyanExtension implements ParameterResolver, AfterEachCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(BanyanExtension.class);

  /** What JUnit calls. */
  public BanyanExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == BanyanTestKit.class
        && parameter.getDeclaringExecutable() instanceof Method
        && context.getTestMethod().isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            context.getUniqueId(), key -> BanyanTestKit.create(), BanyanTestKit.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    BanyanTestKit kit =
        context.getStore(NAMESPACE).remove(context.getUniqueId(), BanyanTestKit.class);
    if (kit != null) {
      kit.close();
    }
  }
}
