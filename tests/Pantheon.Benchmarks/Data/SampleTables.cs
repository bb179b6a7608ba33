namespace Pantheon.Benchmarks.Data;

/// <summary>The large tables of a WordPress with a shop, with the keys that those have.</summary>
internal static class SampleTables
{
    internal static IReadOnlyList<SampleTable> All { get; } =
    [
        new(
            "wp_posts",
            """
            `ID` bigint(20) unsigned NOT NULL AUTO_INCREMENT, `post_author` bigint(20) unsigned NOT NULL, `post_date` datetime NOT NULL, `post_content` longtext NOT NULL,
            `post_title` text NOT NULL, `post_status` varchar(20) NOT NULL, `post_name` varchar(200) NOT NULL, `post_parent` bigint(20) unsigned NOT NULL, `post_type` varchar(20) NOT NULL,
            PRIMARY KEY (`ID`), KEY `post_name` (`post_name`(191)), KEY `type_status_date` (`post_type`,`post_status`,`post_date`,`ID`), KEY `post_parent` (`post_parent`), KEY `post_author` (`post_author`)
            """,
            (id, words) => $"({id},{words.Next(500)},'{Date(words)}','{words.Text(1500 + words.Next(2000))}','{words.Text(40)}','publish','{Slug(words, 30)}-{id}',{words.Next(id + 1)},'{(id % 5 == 0 ? "page" : "post")}')",
            0.25),
        new(
            "wp_postmeta",
            """
            `meta_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT, `post_id` bigint(20) unsigned NOT NULL DEFAULT 0, `meta_key` varchar(255) DEFAULT NULL, `meta_value` longtext DEFAULT NULL,
            PRIMARY KEY (`meta_id`), KEY `post_id` (`post_id`), KEY `meta_key` (`meta_key`(191))
            """,
            (id, words) => $"({id},{words.Next(200_000)},'_{words.Word()}_{words.Word()}','{words.Text(20 + words.Next(120))}')",
            0.3),
        new(
            "wp_comments",
            """
            `comment_ID` bigint(20) unsigned NOT NULL AUTO_INCREMENT, `comment_post_ID` bigint(20) unsigned NOT NULL, `comment_author` tinytext NOT NULL, `comment_author_email` varchar(100) NOT NULL,
            `comment_date_gmt` datetime NOT NULL, `comment_content` text NOT NULL, `comment_approved` varchar(20) NOT NULL, `comment_parent` bigint(20) unsigned NOT NULL,
            PRIMARY KEY (`comment_ID`), KEY `comment_post_ID` (`comment_post_ID`), KEY `comment_approved_date_gmt` (`comment_approved`,`comment_date_gmt`),
            KEY `comment_date_gmt` (`comment_date_gmt`), KEY `comment_parent` (`comment_parent`), KEY `comment_author_email` (`comment_author_email`(10))
            """,
            (id, words) => $"({id},{words.Next(200_000)},'{words.Word()}','{words.Word()}{words.Next(9999)}@example.com','{Date(words)}','{words.Text(100 + words.Next(300))}','1',{words.Next(id + 1)})",
            0.2),
        new(
            "wp_wc_orders",
            """
            `id` bigint(20) unsigned NOT NULL, `status` varchar(20) DEFAULT NULL, `type` varchar(20) DEFAULT NULL, `total_amount` decimal(26,8) DEFAULT NULL, `customer_id` bigint(20) unsigned DEFAULT NULL,
            `billing_email` varchar(320) DEFAULT NULL, `date_created_gmt` datetime DEFAULT NULL, `date_updated_gmt` datetime DEFAULT NULL, `parent_order_id` bigint(20) unsigned DEFAULT NULL, `user_agent` text DEFAULT NULL,
            PRIMARY KEY (`id`), KEY `status` (`status`), KEY `date_created` (`date_created_gmt`), KEY `customer_id_billing_email` (`customer_id`,`billing_email`(171)),
            KEY `billing_email` (`billing_email`(191)), KEY `type_status_date` (`type`,`status`,`date_created_gmt`), KEY `parent_order_id` (`parent_order_id`), KEY `date_updated` (`date_updated_gmt`)
            """,
            (id, words) => $"({id},'wc-completed','shop_order',{words.Next(100_000) / 100.0:0.00},{words.Next(50_000)},'{words.Word()}{words.Next(9999)}@example.com','{Date(words)}','{Date(words)}',0,'{words.Text(90)}')",
            0.15),
        new(
            "wp_actionscheduler_logs",
            """
            `log_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT, `action_id` bigint(20) unsigned NOT NULL, `message` text NOT NULL, `log_date_gmt` datetime DEFAULT NULL, `log_date_local` datetime DEFAULT NULL,
            PRIMARY KEY (`log_id`), KEY `action_id` (`action_id`), KEY `log_date_gmt` (`log_date_gmt`)
            """,
            (id, words) => $"({id},{words.Next(500_000)},'{words.Text(25)}','{Date(words)}','{Date(words)}')",
            0.1),
    ];

    private static string Date(Words words) =>
        $"{2015 + words.Next(11)}-{1 + words.Next(12):00}-{1 + words.Next(28):00} {words.Next(24):00}:{words.Next(60):00}:{words.Next(60):00}";

    private static string Slug(Words words, int length) => words.Text(length).Replace(' ', '-').Replace(".\n", "-", StringComparison.Ordinal);
}
