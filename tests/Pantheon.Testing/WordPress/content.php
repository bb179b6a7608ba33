<?php
// Fills a freshly installed WordPress with what a migration must not lose. Usage: php content.php DOCROOT. Prints facts as JSON.
$_SERVER['HTTP_HOST'] = 'www.old-site.example';
$_SERVER['REQUEST_URI'] = '/';
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
require_once ABSPATH . 'wp-admin/includes/image.php';

// WordPress takes the content of posts, comments and metadata slashed and returns errors as values.
function must($result)
{
    if (!$result || is_wp_error($result)) {
        $line = debug_backtrace()[0]['line'];
        fwrite(STDERR, "content.php, line $line: " . (is_wp_error($result) ? $result->get_error_message() : var_export($result, true)) . "\n");
        exit(1);
    }
    return $result;
}

$title = 'Übersiedlung 移住 9c41';
$text = 'Žluťoučký kůň übt 1000 Sätze, 引っ越し 😀';
$post = must(wp_insert_post(wp_slash([
    'post_title' => $title,
    'post_content' => "<!-- wp:paragraph -->\n<p>$text</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:paragraph -->\n<p>C:\\path; it's \"quoted\" &amp; ended;</p>\n<!-- /wp:paragraph -->",
    'post_status' => 'publish',
    'post_author' => 1,
    'post_date' => '2024-03-04 05:06:07',
]), true));

$image = imagecreatetruecolor(640, 480);
for ($x = 0; $x < 640; $x++) {
    imageline($image, $x, 0, 639 - $x, 479, imagecolorallocate($image, $x % 256, ($x * 3) % 256, ($x * 7) % 256));
}
ob_start();
imagepng($image);
$upload = wp_upload_bits('harbour.png', null, ob_get_clean(), '2026/11');
must($upload['error'] === false);
$attachment = must(wp_insert_attachment(['post_title' => 'Hafen ⚓', 'post_mime_type' => 'image/png', 'post_status' => 'inherit'], $upload['file'], $post, true));
// Makes the smaller images and saves what it made.
must(wp_generate_attachment_metadata($attachment, $upload['file']));
must(set_post_thumbnail($post, $attachment));
must(file_put_contents(dirname($upload['file']) . '/ünïcödé ✓.txt', "Grüße ✓\n"));

must(activate_plugin('old-host-greeting/old-host-greeting.php') === null);
$settings = ['greeting' => 'Grüße, 世界 😀', 'nested' => ['é' => 1, 'quote' => "it's; \"so\""], 'url' => home_url('/kontakt')];
must(update_option('old_host_greeting', $settings));

must(wp_insert_comment(wp_slash([
    'comment_post_ID' => $post,
    'comment_author' => 'Zoë Ångström',
    'comment_author_email' => 'zoe@old-site.example',
    'comment_content' => 'Schön hier 👋',
    'comment_approved' => 1,
    'comment_date' => '2024-03-05 06:07:08',
])));

echo json_encode(['postId' => $post, 'postTitle' => $title, 'postText' => $text, 'optionName' => 'old_host_greeting', 'optionValue' => serialize($settings)], JSON_UNESCAPED_UNICODE);
