/* Reads every file of a folder with GMime and decodes every part; prints "FILES LEAVES OCTETS".
 * gmime-decode FOLDER TIMES */
#include <dirent.h>
#include <fcntl.h>
#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>

static long leaves, octets;

static void read_part(GMimeObject *parent, GMimeObject *part, gpointer unused) {
    (void)parent, (void)unused;
    if (GMIME_IS_MESSAGE_PART(part)) {
        GMimeMessage *inner = g_mime_message_part_get_message((GMimeMessagePart *)part);
        if (inner) g_mime_message_foreach(inner, read_part, NULL);
        return;
    }
    if (!GMIME_IS_PART(part)) return;
    leaves++;
    GMimeDataWrapper *content = g_mime_part_get_content((GMimePart *)part);
    if (content) {
        GMimeStream *memory = g_mime_stream_mem_new();
        g_mime_data_wrapper_write_to_stream(content, memory);
        octets += g_mime_stream_length(memory);
        g_object_unref(memory);
    }
    if (GMIME_IS_TEXT_PART(part)) g_free(g_mime_text_part_get_text((GMimeTextPart *)part));
}

static long read_folder(DIR *folder) {
    long files = 0;
    leaves = octets = 0;
    rewinddir(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.') continue;
        int file = openat(dirfd(folder), entry->d_name, O_RDONLY | O_CLOEXEC);
        if (file < 0) exit(66);
        GMimeStream *stream = g_mime_stream_fs_new(file);
        GMimeParser *parser = g_mime_parser_new_with_stream(stream);
        GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
        g_object_unref(parser);
        g_object_unref(stream);
        files++;
        if (!message) continue;
        g_mime_message_get_subject(message);
        g_mime_message_get_from(message);
        g_mime_message_foreach(message, read_part, NULL);
        g_object_unref(message);
    }
    return files;
}

int main(int count, char **words) {
    DIR *folder = count == 3 ? opendir(words[1]) : NULL;
    if (!folder) return 66;
    g_mime_init();
    long files = 0;
    for (int times = atoi(words[2]); times > 0; times--) files = read_folder(folder);
    closedir(folder);
    g_mime_shutdown();
    printf("%ld %ld %ld\n", files, leaves, octets);
    return 0;
}
