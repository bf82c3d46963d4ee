using System.Text;

namespace Microsoft.SemanticKernel;

public class TextContent(
    string? text = null,
    string? modelId = null,
    object? innerContent = null,
    Encoding? encoding = null,
    IReadOnlyDictionary<string, object?>? metadata = null)
    : KernelContent(innerContent, modelId, metadata)
{
    public string? Text { get; set; } = text;

    public Encoding Encoding { get; set; } = encoding ?? Encoding.UTF8;

    public override string ToString() => Text ?? string.Empty;
}
