using System.ComponentModel;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Tools;

/// <summary>Sums for a model that should not do them in its head.</summary>
[McpServerToolType]
internal static class ArithmeticTools
{
    [McpServerTool(Name = "add_numbers", Title = "Add numbers", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Adds two numbers and returns their sum. Use it for every addition, also of small numbers.")]
    public static string AddNumbers(
        [Description("The first number to add.")] double a,
        [Description("The second number to add.")] double b) =>
        Numbers.Format(Arithmetic.Apply(Operation.Add, a, b));

    [McpServerTool(Name = "multiply_numbers", Title = "Multiply numbers", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Multiplies two numbers and returns their product. Use it for every multiplication.")]
    public static string MultiplyNumbers(
        [Description("The first number to multiply.")] double a,
        [Description("The second number to multiply.")] double b) =>
        Numbers.Format(Arithmetic.Apply(Operation.Multiply, a, b));

    [McpServerTool(Name = "calculate", Title = "Calculate", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description(
        "Applies one arithmetic operation to two numbers: add, subtract (a - b), multiply, divide (a / b), power (a to "
        + "the b) or modulo (what is left of a after division by b, with the sign of a). Chain calls for longer sums.")]
    public static string Calculate(
        [Description("What to do with a and b.")] Operation operation,
        [Description("The first number: the dividend, the base, or what is subtracted from.")] double a,
        [Description("The second number: the divisor, the exponent, or what is subtracted.")] double b) =>
        $"Result: {Numbers.Format(a)} {Arithmetic.NameOf(operation)} {Numbers.Format(b)} = "
        + Numbers.Format(Arithmetic.Apply(operation, a, b));
}
