using System.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.McpServer.Offers;

/// <summary>Makes what is offered of the methods that carry an attribute of the SDK's.</summary>
internal static class MarkedMethods
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>
    /// Offers each public method of the family that is marked. A family with instance methods is created once, with its
    /// constructor's parameters taken from the services.
    /// </summary>
    /// <param name="services">Where it is offered.</param>
    /// <param name="family">The class with the methods.</param>
    /// <param name="mark">The attribute.</param>
    /// <param name="create">Makes an offer of a method, of the object that it is called on (null for a static one) and of the services.</param>
    public static IServiceCollection AddMarked<T>(
        this IServiceCollection services, Type family, Type mark, Func<MethodInfo, object?, IServiceProvider, T> create)
        where T : class
    {
        if (!family.IsAbstract)
            services.TryAddSingleton(family);

        foreach (var method in family.GetMethods(Declared).Where(method => method.IsDefined(mark)))
        {
            services.AddSingleton(provider =>
                create(method, method.IsStatic ? null : provider.GetRequiredService(family), provider));
        }

        return services;
    }
}
