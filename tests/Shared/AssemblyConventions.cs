using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace AgentStack.Tests.Shared;

/// <summary>The laws of the house that a machine can check; each test project derives from it for its assembly.</summary>
public abstract partial class AssemblyConventions(Assembly assembly)
{
    private static readonly string[] VagueSuffixes = ["Manager", "Helper", "Util", "Utils", "Processor", "Wrapper", "Base"];

    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>Classes that only another assembly inherits from.</summary>
    protected virtual IReadOnlyList<string> InheritedElsewhere => [];

    [Fact]
    public void Classes_AreSealed_UnlessAbstractOrInherited()
    {
        var bases = Types().Select(type => type.BaseType).OfType<Type>()
            .Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type).ToHashSet();

        Types().Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !bases.Contains(type))
            .Select(type => type.FullName)
            .Except(InheritedElsewhere)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Names_AvoidVagueSuffixes() =>
        Types().Where(type => VagueSuffixes.Any(suffix => type.Name.EndsWith(suffix, StringComparison.Ordinal)))
            .Select(type => type.FullName)
            .ShouldBeEmpty();

    [Fact]
    public void Methods_ThatReturnTasks_EndInAsync() =>
        Methods().Where(method => IsAwaitable(method.ReturnType) && !method.Name.EndsWith("Async", StringComparison.Ordinal))
            .Select(Describe)
            .ShouldBeEmpty();

    [Fact]
    public void CancellationTokens_ComeLast() =>
        Methods().Where(method => method.GetParameters() is [.. var before, _]
                && before.Any(parameter => parameter.ParameterType == typeof(CancellationToken)))
            .Select(Describe)
            .ShouldBeEmpty();

    [Fact]
    public void Sources_ReadTheClockThroughTimeProvider()
    {
        var name = assembly.GetName().Name!["AgentStack.".Length..];
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", name), "*.cs", SearchOption.AllDirectories);

        sources.SelectMany(file => File.ReadLines(file).Where(line => SystemClock().IsMatch(line)).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"))
            .ShouldBeEmpty();
    }

    [GeneratedRegex(
        @"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b|\bStopwatch\.|\bTask\.Delay\((?!.*([cC]lock|TimeProvider))",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex SystemClock();

    private static bool IsAwaitable(Type type)
    {
        var shape = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return shape == typeof(Task) || shape == typeof(Task<>) || shape == typeof(ValueTask)
            || shape == typeof(ValueTask<>) || shape == typeof(IAsyncEnumerable<>);
    }

    private static string Describe(MethodInfo method) => $"{method.DeclaringType?.FullName}.{method.Name}";

    private static bool IsWritten(MemberInfo member) =>
        !member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && !member.Name.Contains('<', StringComparison.Ordinal);

    private IEnumerable<Type> Types() =>
        assembly.GetTypes().Where(type => IsWritten(type)
            && type.Namespace?.StartsWith("AgentStack", StringComparison.Ordinal) == true
            && type.DeclaringType?.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) != true);

    // Overrides and interface members have the names that somebody else gave them.
    private IEnumerable<MethodInfo> Methods() =>
        Types().Where(type => !type.IsSubclassOf(typeof(Delegate)))
            .SelectMany(type => type.GetMethods(Declared))
            .Where(method => IsWritten(method) && !method.IsSpecialName && !method.Name.Contains('.', StringComparison.Ordinal)
                && method.GetBaseDefinition() == method && !(method.IsVirtual && method.IsFinal));
}
