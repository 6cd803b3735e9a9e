/*
 * Preloaded under a process that writes a desk's database (desk.db and its -wal and -journal). It fails chosen
 * write calls, and it keeps a record of every write and fsync from which a test rebuilds what a disk may hold after
 * a power loss. Other files are left alone. Proves nothing about file systems that lie about fsync.
 *
 * FAULT_CONTROL names a file of seven 32-bit numbers, shared with the test by a memory map:
 *   failAt (0 = never), isPersistent, errorNumber, count of calls since the test cleared it, struck, isTracing, unused
 * FAULT_TRACE names the record: per call one byte of kind, one of file, 8 of offset, 4 of length, then the bytes.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FAIL_AT, IS_PERSISTENT, ERROR_NUMBER, COUNT, STRUCK, IS_TRACING, NUMBERS = 7 };

static volatile uint32_t *control;
static int trace = -1;

__attribute__((constructor)) static void start(void) {
  const char *path = getenv("FAULT_CONTROL");
  if (path != NULL) {
    int fd = open(path, O_RDWR | O_CLOEXEC);
    void *map = fd < 0 ? MAP_FAILED : mmap(NULL, NUMBERS * 4, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (map != MAP_FAILED) control = map;
  }
  const char *record = getenv("FAULT_TRACE");
  if (record != NULL) trace = open(record, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* 1 the database, 2 its write-ahead log, 3 its journal, 0 anything else. */
static int fileOf(int fd) {
  static const char *const endings[] = {"/desk.db", "/desk.db-wal", "/desk.db-journal"};
  char link[32], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path);
  for (int file = 0; file < 3; file += 1) {
    ssize_t ending = (ssize_t)strlen(endings[file]);
    if (length > ending && memcmp(path + length - ending, endings[file], ending) == 0) return file + 1;
  }
  return 0;
}

static void record(char kind, int file, int64_t offset, const void *bytes, uint32_t length) {
  if (trace < 0 || control == NULL || !control[IS_TRACING]) return;
  char head[14] = {kind, (char)file};
  memcpy(head + 2, &offset, 8);
  memcpy(head + 10, &length, 4);
  struct iovec parts[2] = {{head, sizeof head}, {(void *)bytes, bytes == NULL ? 0 : length}};
  if (syscall(SYS_writev, trace, parts, 2) < 0) abort();
}

static int isStruck(int file) {
  if (file == 0 || control == NULL) return 0;
  uint32_t count = __atomic_add_fetch(&control[COUNT], 1, __ATOMIC_SEQ_CST);
  uint32_t failAt = control[FAIL_AT];
  if (failAt == 0 || (control[IS_PERSISTENT] ? count < failAt : count != failAt)) return 0;
  control[STRUCK] = 1;
  errno = (int)control[ERROR_NUMBER];
  return 1;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  int file = fileOf(fd);
  if (isStruck(file)) return -1;
  ssize_t written = syscall(SYS_pwrite64, fd, bytes, length, offset);
  if (file && written > 0) record('W', file, offset, bytes, (uint32_t)written);
  return written;
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  return pwrite64(fd, bytes, length, offset);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  int file = fileOf(fd);
  if (isStruck(file)) return -1;
  int64_t offset = file ? lseek(fd, 0, SEEK_CUR) : 0;
  ssize_t written = syscall(SYS_write, fd, bytes, length);
  if (file && written > 0) record('W', file, offset, bytes, (uint32_t)written);
  return written;
}

int ftruncate64(int fd, off64_t size) {
  int file = fileOf(fd);
  if (isStruck(file)) return -1;
  int result = (int)syscall(SYS_ftruncate, fd, size);
  if (file && result == 0) record('T', file, size, NULL, 0);
  return result;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int sync_(int fd, long call) {
  int file = fileOf(fd);
  if (isStruck(file)) return -1;
  int result = (int)syscall(call, fd);
  if (file && result == 0) record('S', file, 0, NULL, 0);
  return result;
}
int fsync(int fd) { return sync_(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_(fd, SYS_fdatasync); }
