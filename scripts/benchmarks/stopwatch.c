/* Runs a command and writes "WALL USER SYSTEM MAXRSS STATUS" (seconds, KiB, exit code or 128 + signal) to a file.
 * A small process of its own, because Linux counts the memory of whoever forks into the child's peak. */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static double seconds(struct timeval t) { return t.tv_sec + t.tv_usec / 1e6; }

int main(int count, char **words) {
    if (count < 3) return 64;
    FILE *report = fopen(words[1], "we");
    if (!report) return 73;
    pid_t child;
    double start = now();
    if (posix_spawnp(&child, words[2], NULL, NULL, words + 2, environ)) return 127;
    int status;
    struct rusage usage;
    while (wait4(child, &status, 0, &usage) < 0)
        if (errno != EINTR) return 70;
    double wall = now() - start;
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    fprintf(report, "%.6f %.6f %.6f %ld %d\n", wall, seconds(usage.ru_utime), seconds(usage.ru_stime),
            usage.ru_maxrss, code);
    return fclose(report) ? 74 : 0;
}
