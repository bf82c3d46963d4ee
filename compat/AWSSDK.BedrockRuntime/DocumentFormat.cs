using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class DocumentFormat : ConstantClass
{
    public static readonly DocumentFormat Pdf = new("pdf");
    public static readonly DocumentFormat Csv = new("csv");
    public static readonly DocumentFormat Doc = new("doc");
    public static readonly DocumentFormat Docx = new("docx");
    public static readonly DocumentFormat Xls = new("xls");
    public static readonly DocumentFormat Xlsx = new("xlsx");
    public static readonly DocumentFormat Html = new("html");
    public static readonly DocumentFormat Txt = new("txt");
    public static readonly DocumentFormat Md = new("md");

    public DocumentFormat(string value)
        : base(value)
    {
    }

    public static DocumentFormat FindValue(string value) => FindValue<DocumentFormat>(value);

    public static implicit operator DocumentFormat(string value) => FindValue(value);
}
