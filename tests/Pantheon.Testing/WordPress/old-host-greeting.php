<?php
/**
 * Plugin Name: Old Host Greeting
 * Description: Shows a greeting at the foot of each page, so that a plugin that runs can be seen.
 * Version: 1.0
 */
add_action('wp_footer', function () {
    $settings = get_option('old_host_greeting');
    echo '<p class="old-host-greeting">' . esc_html($settings['greeting'] ?? 'no settings') . '</p>';
});
