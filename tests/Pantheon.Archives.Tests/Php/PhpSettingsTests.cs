using Pantheon.Archives.Php;

namespace Pantheon.Archives.Tests.Php;

public sealed class PhpSettingsTests
{
    private static readonly PhpSettings WpConfig = PhpSettings.Parse(PhpFiles.WpConfig);
    private static readonly PhpSettings Drupal = PhpSettings.Parse(PhpFiles.DrupalSettings);

    [Theory]
    [InlineData("DB_NAME", "shop")]
    [InlineData("DB_PASSWORD", "p;a'ss\\w)o//r#d")]
    [InlineData("DB_HOST", "localhost:3306")]
    [InlineData("WP_DEBUG", "false")]
    [InlineData("WP_MEMORY_LIMIT", "256M")]
    [InlineData("DISALLOW_FILE_EDIT", "true")]
    [InlineData("EMPTY_TRASH_DAYS", "30")]
    [InlineData("AUTH_KEY", "')\"; define('DB_NAME','no'); /* ")]
    [InlineData("DOUBLE", "a\"b\\c$d\ne\\d")]
    [InlineData("COMMENTED", null)]
    [InlineData("IN_A_HASH_COMMENT", null)]
    [InlineData("IN_A_BLOCK_COMMENT", null)]
    [InlineData("IN_A_STRING", null)]
    [InlineData("DB_COLLATE", "")]
    [InlineData("NOWHERE", null)]
    public void Constant_WpConfig_LiteralValue(string name, string? value) => Assert.Equal(value, WpConfig.Constant(name));

    [Theory]
    [InlineData("WP_HOME")]
    [InlineData("CONCATENATED")]
    [InlineData("INTERPOLATED")]
    public void Constant_ByAnExpression_Null(string name) => Assert.Null(WpConfig.Constant(name));

    [Fact]
    public void Variable_TablePrefix_LastOneCounts()
    {
        Assert.Equal("shop_", WpConfig.Variable("$table_prefix"));
        Assert.Equal("b_", PhpSettings.Parse("<?php $table_prefix = 'a_'; $table_prefix='b_';").Variable("$table_prefix"));
        Assert.Null(PhpSettings.Parse("<?php $table_prefix_old = 'a_'; if ($table_prefix == 'x') {} // $table_prefix = 'c_';").Variable("$table_prefix"));
    }

    [Theory]
    [InlineData("getenv('PREFIX') ?: 'wp_'")]
    [InlineData("'wp_' . 'x_'")]
    [InlineData("$_ENV['PREFIX']")]
    [InlineData("\"wp_$blog\"")]
    public void Variable_ByAnExpression_Null(string expression) =>
        Assert.Null(PhpSettings.Parse($"<?php\n$table_prefix = {expression};").Variable("$table_prefix"));

    [Fact]
    public void Variable_DoubleQuotedWithUnknownEscapes_AsPhpReadsIt() =>
        Assert.Equal("wp\\_\\d\\u", PhpSettings.Parse("""<?php $table_prefix = "wp\_\d\u";""").Variable("$table_prefix"));

    [Fact]
    public void Statements_WpConfig_OneEach()
    {
        Assert.Contains("define( 'DB_NAME', 'shop' );", WpConfig.Statements);
        Assert.Contains("require_once ABSPATH . 'wp-settings.php';", WpConfig.Statements);
        Assert.Single(WpConfig.Statements, statement => statement.StartsWith("if ( ! defined( 'ABSPATH' ) )", StringComparison.Ordinal));
    }

    [Fact]
    public void Statements_DrupalSettings_NestedArraysStayWhole()
    {
        var databases = Assert.Single(Drupal.Statements, statement => PhpSettings.NameOf(statement) == "$databases");

        Assert.Contains("'password' => 'se;cr]et)',", databases, StringComparison.Ordinal);
        Assert.EndsWith(");", databases, StringComparison.Ordinal);
        Assert.Equal("abc'; $databases = 1; #", Drupal.Variable("$settings['hash_salt']"));
        Assert.Equal("../config/sync", Drupal.Variable("$settings['config_sync_directory']"));
    }

    [Fact]
    public void Statements_Heredoc_IsAString()
    {
        var settings = PhpSettings.Parse(
            """
            <?php
            $html = <<<HTML
              it's; <a href="x"> // no comment } $x = 'no';
              HTML;
            $now = <<<'TEXT'
            don't; /* nothing
            TEXT;
            $table_prefix = 'wp_';
            """);

        Assert.Equal(3, settings.Statements.Count);
        Assert.Equal("wp_", settings.Variable("$table_prefix"));
    }

    [Theory]
    [InlineData("define('A', 1);", "A")]
    [InlineData("DEFINE ( \"A\" , 'x', true ) ;", "A")]
    [InlineData("$conf['x'] = 1;", "$conf")]
    [InlineData("$a = 1;", "$a")]
    [InlineData("require 'x.php';", null)]
    [InlineData("if (!defined('A')) define('A', 1);", null)]
    public void NameOf_Statement_WhatItDefines(string statement, string? name) => Assert.Equal(name, PhpSettings.NameOf(statement));

    [Theory]
    [InlineData("")]
    [InlineData("<?php")]
    [InlineData("<?php 'unclosed")]
    [InlineData("<?php /* unclosed")]
    [InlineData("<?php \"a\\")]
    [InlineData("<?php <<<X")]
    [InlineData("}}})))];;;")]
    public void Parse_BrokenPhp_NoError(string php) => Assert.Null(PhpSettings.Parse(php).Constant("A"));
}
