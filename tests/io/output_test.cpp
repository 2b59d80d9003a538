// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/output.hpp>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <pangkas/error.hpp>
#include <pangkas/io/sha256.hpp>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;
using namespace pangkas;
using pangkas::tests::contains;
using pangkas::tests::put;
using pangkas::tests::temporary_folder;

static_assert(!std::is_copy_constructible_v<output_file>);
static_assert(std::is_nothrow_move_constructible_v<output_file>);

using names = std::vector<std::string>;

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string output_error_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const output_error& fault) {
    CHECK_FALSE(fault.file().empty());
    return fault.what();
  }
  return "no error";
}

/// Files may not grow beyond some bytes while this lives, as on a full disk.
class small_disk {
 public:
  explicit small_disk(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit now = {bytes, before_.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &now) == 0);
  }
  small_disk(const small_disk&) = delete;
  small_disk& operator=(const small_disk&) = delete;
  ~small_disk() { ::setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_ = {};
};

/// The superuser may write anywhere, so the tests of permissions run as somebody else.
class without_privileges {
 public:
  without_privileges() : user_(::geteuid()) {
    if (user_ == 0) REQUIRE(::seteuid(65534) == 0);
  }
  without_privileges(const without_privileges&) = delete;
  without_privileges& operator=(const without_privileges&) = delete;
  ~without_privileges() {
    if (user_ == 0 && ::seteuid(user_) != 0) std::abort();
  }

 private:
  uid_t user_;
};

/// Sends standard output to a file while this lives.
class redirected_output {
 public:
  explicit redirected_output(const std::string& path) : before_(::dup(STDOUT_FILENO)) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
    REQUIRE(file >= 0);
    ::dup2(file, STDOUT_FILENO);
    ::close(file);
  }
  redirected_output(const redirected_output&) = delete;
  redirected_output& operator=(const redirected_output&) = delete;
  ~redirected_output() {
    ::dup2(before_, STDOUT_FILENO);
    ::close(before_);
  }

 private:
  int before_;
};

}  // namespace

TEST_CASE("output_file appears with commit and not before", "[io][output]") {
  const temporary_folder folder;
  {
    output_file file(folder / "after.csv");
    file.write("code,title\n");
    file.write("1,a\n");
    REQUIRE(folder.names().size() == 1);
    CHECK_THAT(folder.names()[0], contains("after.csv.tmp-"));
    CHECK(file.path() == folder / "after.csv");
    file.commit();
    CHECK(folder.names() == names{"after.csv"});
  }
  CHECK(content_of(folder / "after.csv") == "code,title\n1,a\n");
}

TEST_CASE("output_file writes any amount of text in order", "[io][output]") {
  const temporary_folder folder;
  std::string expected;
  output_file file(folder / "big");
  for (std::size_t length : {1u, 100u, 65'535u, 65'536u, 65'537u, 7u, 1'000'000u, 0u, 3u}) {
    const std::string text(length, static_cast<char>('a' + expected.size() % 26));
    file.write(text);
    expected += text;
  }
  file.commit();
  CHECK(content_of(folder / "big") == expected);
}

TEST_CASE("output_file takes no more room on the disk than a large file needs", "[io][output]") {
  const temporary_folder folder;
  // Around the steps in which room is reserved, of which none may be left behind the end.
  constexpr std::size_t mebibyte = std::size_t{1} << 20;
  for (const std::size_t size :
       {mebibyte - 1, mebibyte, mebibyte + 1, 9 * mebibyte - 1, 9 * mebibyte, 9 * mebibyte + 1}) {
    const std::string path = folder / "large";
    output_file file(path);
    std::string expected;
    for (std::size_t line = 0; expected.size() < size; ++line)
      expected += std::to_string(line) + '\n';
    expected.resize(size);
    for (std::size_t at = 0; at < size; at += 100'003)
      file.write(std::string_view(expected).substr(at, 100'003));
    file.commit();
    INFO(size);
    CHECK((content_of(path) == expected));
    struct stat status = {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    // What the file system keeps beside the content is far less than a step.
    CHECK(static_cast<std::size_t>(status.st_blocks) * 512 <= size + mebibyte);
  }
}

TEST_CASE("output_file leaves nothing without commit", "[io][output]") {
  const temporary_folder folder;
  put(folder / "old.csv", "from before");
  {
    output_file fresh(folder / "new.csv");
    output_file over(folder / "old.csv");
    fresh.write(std::string(100'000, 'x'));
    over.write("half");
  }
  CHECK(folder.names() == names{"old.csv"});
  CHECK(content_of(folder / "old.csv") == "from before");
}

TEST_CASE("output_file can be moved and then removes its temporary file once", "[io][output]") {
  const temporary_folder folder;
  {
    output_file first(folder / "a.csv");
    first.write("text");
    output_file second(std::move(first));
    second.write(" and more");
    second.commit();
    put(folder / "b.csv", "stays");
  }
  CHECK(content_of(folder / "a.csv") == "text and more");
  CHECK(folder.names() == names{"a.csv", "b.csv"});
}

TEST_CASE("output_file replaces a file and keeps its permissions", "[io][output]") {
  const temporary_folder folder;
  put(folder / "a.csv", "old");
  fs::permissions(folder / "a.csv", static_cast<fs::perms>(0640));
  output_file file(folder / "a.csv");
  file.write("new");
  CHECK(content_of(folder / "a.csv") == "old");
  file.commit();
  CHECK(content_of(folder / "a.csv") == "new");
  CHECK(fs::status(folder / "a.csv").permissions() == static_cast<fs::perms>(0640));
}

TEST_CASE("output_file replaces what a symbolic link leads to", "[io][output]") {
  const temporary_folder folder;
  fs::create_directory(folder / "real");
  put(folder / "real/a.csv", "old");
  fs::create_symlink("real/a.csv", folder / "link.csv");
  output_file file(folder / "link.csv");
  file.write("new");
  file.commit();
  CHECK(fs::is_symlink(folder / "link.csv"));
  CHECK(content_of(folder / "real/a.csv") == "new");
  CHECK(folder.names() == names{"link.csv", "real", "real/a.csv"});
}

TEST_CASE("output_file stands where a link leads nowhere", "[io][output]") {
  const temporary_folder folder;
  fs::create_symlink("none/a.csv", folder / "link.csv");
  output_file file(folder / "link.csv");
  file.write("new");
  file.commit();
  CHECK(content_of(folder / "link.csv") == "new");
}

TEST_CASE("output_file writes to a file by its descriptor", "[io][output]") {
  const temporary_folder folder;
  const int descriptor = ::open((folder / "a.csv").c_str(), O_RDWR | O_CREAT, 0666);
  REQUIRE(descriptor >= 0);
  output_file file("/proc/self/fd/" + std::to_string(descriptor));
  file.write("text");
  file.commit();
  ::close(descriptor);
  CHECK(content_of(folder / "a.csv") == "text");
  CHECK(folder.names() == names{"a.csv"});
}

TEST_CASE("output_folder writes through a pipe, of which it lists no hash", "[io][output]") {
  const temporary_folder folder;
  fs::create_directory(folder / "run");
  REQUIRE(::mkfifo((folder / "run/pipe").c_str(), 0666) == 0);
  const int reader = ::open((folder / "run/pipe").c_str(), O_RDONLY | O_NONBLOCK);
  REQUIRE(reader >= 0);
  output_folder out(folder / "run");
  out.file("pipe").write("x");
  out.file("a.csv").write("");
  out.commit();
  char text[8];
  CHECK(::read(reader, text, sizeof text) == 1);
  ::close(reader);
  CHECK(fs::is_fifo(folder / "run/pipe"));
  CHECK(content_of(folder / "run/SHA256SUMS") == sha256_hex("") + "  a.csv\n");
}

TEST_CASE("output_file says why a name cannot be written", "[io][output]") {
  const temporary_folder folder;
  put(folder / "file", "");
  const auto error_of = [](const std::string& path) {
    return output_error_of([&] { output_file{path}; });
  };
  CHECK(error_of(folder / "none/a.csv") ==
        folder / "none/a.csv" +
            " cannot be written: its folder does not exist; make it first or correct the name");
  CHECK_THAT(error_of(folder / ""), contains("it is a folder; name a file"));
  CHECK_THAT(error_of(folder / "file/a.csv"),
             contains("a file stands where its path needs a folder"));
  CHECK_THAT(error_of(folder / std::string(300, 'n')), contains("the name is too long"));
  CHECK(folder.names() == names{"file"});
}

TEST_CASE("output_file says when a folder or file may not be written to", "[io][output]") {
  const temporary_folder folder;
  fs::permissions(folder / "", static_cast<fs::perms>(0755));  // or nobody sees what is in it
  fs::create_directory(folder / "locked");
  put(folder / "locked/a.csv", "old");
  fs::permissions(folder / "locked/a.csv", static_cast<fs::perms>(0444));
  fs::permissions(folder / "locked", static_cast<fs::perms>(0555));
  {
    const without_privileges user;
    for (const std::string name : {"locked/a.csv", "locked/b.csv"}) {
      CHECK_THAT(output_error_of([&] { output_file{folder / name}; }),
                 contains("you have no permission"));
    }
  }
  fs::permissions(folder / "locked", fs::perms::owner_all);
  CHECK(folder.names() == names{"locked", "locked/a.csv"});
}

TEST_CASE("output_file reports a full disk and leaves nothing", "[io][output]") {
  CHECK(output_error_of([] {
          output_file file("/dev/full");
          file.write("text");
          file.commit();
        }) ==
        "/dev/full cannot be written: there is no space left on the disk; free some or choose "
        "another place");

  const temporary_folder folder;
  put(folder / "a.csv", "old");
  std::string at_once;
  std::string at_commit;
  bool commit_refused = false;
  {
    const small_disk full(10'000);
    output_file file(folder / "a.csv");
    at_once = output_error_of([&] { file.write(std::string(200'000, 'x')); });
    file.write("ignored");
    commit_refused = output_error_of([&] { file.commit(); }) != "no error";

    output_file late(folder / "b.csv");
    at_commit = output_error_of([&] {
      late.write(std::string(20'000, 'x'));  // still in the buffer, if that is larger
      late.commit();
    });
  }
  std::string late_in_a_large_file;
  {
    const small_disk full(3'000'000);
    output_file file(folder / "c.csv");
    late_in_a_large_file = output_error_of([&] {
      for (int piece = 0; piece < 100; ++piece) file.write(std::string(65'536, 'x'));
    });
  }
  CHECK_THAT(late_in_a_large_file,
             contains("c.csv cannot be written: it grows larger than a file may be here"));
  CHECK_THAT(at_once, contains("a.csv cannot be written: it grows larger than a file may be here"));
  CHECK_THAT(at_commit,
             contains("b.csv cannot be written: it grows larger than a file may be here"));
  CHECK(commit_refused);
  CHECK(folder.names() == names{"a.csv"});
  CHECK(content_of(folder / "a.csv") == "old");

  sigset_t pending;
  ::sigpending(&pending);
  CHECK(::sigismember(&pending, SIGXFSZ) == 0);
}

TEST_CASE("output_file writes directly to what is no regular file", "[io][output]") {
  const temporary_folder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0666) == 0);
  const int reader = ::open((folder / "pipe").c_str(), O_RDONLY | O_NONBLOCK);
  REQUIRE(reader >= 0);
  output_file file(folder / "pipe");
  file.write("through the pipe");
  file.commit();
  char text[64];
  const ssize_t count = ::read(reader, text, sizeof text);
  ::close(reader);
  CHECK(std::string(text, static_cast<std::size_t>(std::max<ssize_t>(count, 0))) ==
        "through the pipe");
  CHECK(fs::is_fifo(folder / "pipe"));
  CHECK(folder.names() == names{"pipe"});
}

TEST_CASE("output_file says that a file could not be closed", "[io][output]") {
  const temporary_folder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0666) == 0);
  const int reader = ::open((folder / "pipe").c_str(), O_RDONLY | O_NONBLOCK);
  const int next = ::dup(reader);
  ::close(next);
  output_file file(folder / "pipe");
  REQUIRE(::close(next) == 0);  // its descriptor, behind its back
  CHECK_THAT(output_error_of([&] { file.commit(); }), contains("pipe cannot be written"));
  CHECK_THAT(output_error_of([&] { file.commit(); }),
             contains("pipe was not written because of the earlier error"));
  ::close(reader);
}

TEST_CASE("output_file writes where the standard input is closed", "[io][output]") {
  const temporary_folder folder;
  const int input = ::dup(STDIN_FILENO);
  ::close(STDIN_FILENO);  // the next file takes its number, which is 0
  const std::string said = output_error_of([&] {
    output_file file(folder / "a.csv");
    file.write("text");
    file.commit();
  });
  if (input >= 0) {
    ::dup2(input, STDIN_FILENO);
    ::close(input);
  }
  CHECK(said == "no error");
  CHECK(content_of(folder / "a.csv") == "text");
}

TEST_CASE("output_file appends to a redirected standard output", "[io][output]") {
  const temporary_folder folder;
  put(folder / "log", "before|");
  {
    const redirected_output redirected(folder / "log");
    for (const std::string name : {"-", "/dev/stdout"}) {
      output_file file(name);
      file.write(name + "|");
      file.commit();
    }
  }
  CHECK(content_of(folder / "log") == "before|-|/dev/stdout|");
  CHECK(folder.names() == names{"log"});
}

TEST_CASE("output_folder makes its folders and gives all files their names together",
          "[io][output]") {
  const temporary_folder folder;
  output_folder out(folder / "run/2024/");
  CHECK(out.path() == folder / "run/2024");
  output_file& table = out.file("after.csv");
  output_file& ledger = out.file("ledger.json");
  table.write("code\n");
  ledger.write("{}\n");
  CHECK_FALSE(fs::exists(folder / "run/2024/after.csv"));
  out.commit();
  CHECK(folder.names() == names{"run", "run/2024", "run/2024/SHA256SUMS", "run/2024/after.csv",
                                "run/2024/ledger.json"});
  CHECK(content_of(folder / "run/2024/after.csv") == "code\n");
  CHECK(content_of(folder / "run/2024/ledger.json") == "{}\n");
}

TEST_CASE("output_folder replaces files of an earlier run and leaves others alone",
          "[io][output]") {
  const temporary_folder folder;
  fs::create_directory(folder / "run");
  put(folder / "run/after.csv", "old");
  put(folder / "run/notes.txt", "mine");
  {
    output_folder out(folder / "run");
    out.file("after.csv").write("new");
    out.commit();
  }
  CHECK(folder.names() == names{"run", "run/SHA256SUMS", "run/after.csv", "run/notes.txt"});
  CHECK(content_of(folder / "run/after.csv") == "new");
}

TEST_CASE("output_folder lists the hashes of its files as sha256sum does", "[io][output]") {
  const temporary_folder folder;
  output_folder out(folder / "run");
  out.file("b.csv").write("abc");  // FIPS PUB 180-4, its first example
  out.file("a.csv");
  const std::string hash = out.commit();
  const std::string list = content_of(folder / "run/SHA256SUMS");
  CHECK(list ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b.csv\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.csv\n");
  CHECK(hash == sha256_hex(list));
}

TEST_CASE("output_folder removes what an earlier run wrote and this one does not", "[io][output]") {
  const temporary_folder folder;
  put(folder / "outside", "abc");
  {
    output_folder out(folder / "run");
    for (const char* name : {"after.csv", "lines.csv", "notes.csv"}) out.file(name).write("abc");
    out.commit();
  }
  put(folder / "run/notes.csv", "mine now");
  // A list that somebody made up: no name of it leads out of the folder.
  const std::string list = content_of(folder / "run/SHA256SUMS");
  put(folder / "run/SHA256SUMS", list + list.substr(0, 64) + "  ../outside\n" + list.substr(0, 64));
  {
    output_folder out(folder / "run");
    out.file("after.csv").write("new");
    out.commit();
  }
  CHECK(folder.names() ==
        names{"outside", "run", "run/SHA256SUMS", "run/after.csv", "run/notes.csv"});
  CHECK(content_of(folder / "run/notes.csv") == "mine now");
}

TEST_CASE("output_folder leaves nothing without commit", "[io][output]") {
  const temporary_folder folder;
  fs::create_directory(folder / "there");
  {
    output_folder made(folder / "a/b/c");
    made.file("after.csv").write("half");
    output_folder found(folder / "there");
    found.file("after.csv").write("half");
  }
  CHECK(folder.names() == names{"there"});
}

TEST_CASE("output_folder keeps a folder it made when somebody else used it", "[io][output]") {
  const temporary_folder folder;
  {
    const output_folder made(folder / "a/b");
    put(folder / "a/theirs", "");
  }
  CHECK(folder.names() == names{"a", "a/theirs"});
}

TEST_CASE("output_folder on a full disk brings back what was there", "[io][output]") {
  const temporary_folder folder;
  fs::create_directory(folder / "run");
  put(folder / "run/a.csv", "old");
  std::string found;
  std::string made;
  {
    const small_disk full(10'000);
    for (const auto& [name, sentence] : {std::pair{"run", &found}, std::pair{"fresh", &made}}) {
      output_folder out(folder / name);
      out.file("a.csv").write("new");
      *sentence = output_error_of([&] {
        out.file("b.csv").write(std::string(20'000, 'x'));
        out.commit();
      });
    }
  }
  CHECK_THAT(found, contains("b.csv cannot be written"));
  CHECK_THAT(made, contains("b.csv cannot be written"));
  CHECK(folder.names() == names{"run", "run/a.csv"});
  CHECK(content_of(folder / "run/a.csv") == "old");
}

TEST_CASE("output_folder takes names back when a later file cannot have its own", "[io][output]") {
  const temporary_folder folder;
  fs::create_directory(folder / "run");
  put(folder / "run/a.csv", "old");
  std::string sentence;
  {
    output_folder out(folder / "run");
    out.file("a.csv").write("new");
    out.file("b.csv").write("new");
    out.file("c.csv").write("new");
    // The temporary file of c goes missing while the run is on.
    for (const std::string& name : folder.names()) {
      if (name.starts_with("run/c.csv.tmp-")) fs::remove(folder / name);
    }
    sentence = output_error_of([&] { out.commit(); });
  }
  CHECK_THAT(sentence, contains("c.csv cannot be written"));
  CHECK(folder.names() == names{"run", "run/a.csv"});
  CHECK(content_of(folder / "run/a.csv") == "old");
}

TEST_CASE("output_folder says why it cannot be used", "[io][output]") {
  const temporary_folder folder;
  fs::permissions(folder / "", static_cast<fs::perms>(0755));  // or nobody sees what is in it
  put(folder / "file", "text");
  CHECK(output_error_of([&] { output_folder{folder / "file"}; }) ==
        folder / "file" + " is a file, not a folder; name another folder");
  CHECK_THAT(output_error_of([&] { output_folder{folder / "file/below"}; }),
             contains("a file stands where its path needs a folder"));
  fs::create_directory(folder / "locked");
  fs::permissions(folder / "locked", static_cast<fs::perms>(0555));
  {
    const without_privileges user;
    CHECK_THAT(output_error_of([&] { output_folder{folder / "locked"}; }),
               contains("locked cannot be written: you have no permission"));
    CHECK_THAT(output_error_of([&] { output_folder{folder / "locked/a/b"}; }),
               contains("locked/a/b cannot be written: you have no permission"));
  }
  fs::permissions(folder / "locked", fs::perms::owner_all);
  CHECK(folder.names() == names{"file", "locked"});
  CHECK(content_of(folder / "file") == "text");
}

TEST_CASE("output_folder refuses a file whose name is a folder", "[io][output]") {
  const temporary_folder folder;
  fs::create_directories(folder / "run/a.csv");
  output_folder out(folder / "run");
  CHECK_THAT(output_error_of([&] { out.file("a.csv"); }), contains("it is a folder; name a file"));
}

TEST_CASE("write_side_by_side writes every output with no more threads than it is given",
          "[io][output]") {
  for (const std::size_t threads : {0U, 1U, 2U, 20U}) {
    CAPTURE(threads);
    const temporary_folder folder;
    output_folder out(folder / "run");
    std::atomic<std::size_t> writing = 0;
    std::atomic<std::size_t> most = 0;
    std::vector<std::function<void()>> outputs;
    for (const char* name : {"a", "b", "c", "d"})
      outputs.emplace_back([&, name, &file = out.file(name)] {
        const std::size_t now = ++writing;
        for (std::size_t seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
        }
        for (int i = 0; i < 20'000; ++i) file.write(name);
        --writing;
      });
    write_side_by_side(outputs, threads);
    out.commit();
    CHECK(most <= std::clamp<std::size_t>(threads, 1, 4));
    for (const char* name : {"a", "b", "c", "d"})
      CHECK(content_of(folder / "run/" + name) == std::string(20'000, name[0]));
  }
  write_side_by_side({}, 4);
}

TEST_CASE("write_side_by_side throws the first error when all outputs have ended", "[io][output]") {
  for (const std::size_t threads : {1U, 2U, 20U}) {
    CAPTURE(threads);
    const temporary_folder folder;
    std::atomic<int> ended = 0;
    CHECK(output_error_of([&] {
            output_folder out(folder / "run");
            output_file& whole = out.file("whole");
            write_side_by_side({[&] {
                                  whole.write("text");
                                  ++ended;
                                },
                                [] { throw output_error("the first", "b"); },
                                [] { throw output_error("the second", "c"); }, [&] { ++ended; }},
                               threads);
            out.commit();
          }) == "the first");
    CHECK(ended == 2);
    CHECK(folder.names().empty());
  }
}

#if defined(__GLIBC__)
TEST_CASE("write_side_by_side makes do where the system gives no thread", "[io][output]") {
  pthread_attr_t before;
  pthread_attr_t beyond_memory;
  ::pthread_getattr_default_np(&before);
  ::pthread_getattr_default_np(&beyond_memory);
  ::pthread_attr_setstacksize(&beyond_memory, std::size_t{1} << 56);
  ::pthread_setattr_default_np(&beyond_memory);
  std::vector<std::thread::id> writers(3);
  std::vector<std::function<void()>> outputs;
  for (std::thread::id& writer : writers)
    outputs.emplace_back([&writer] { writer = std::this_thread::get_id(); });
  write_side_by_side(outputs, 3);
  ::pthread_setattr_default_np(&before);
  CHECK(writers == std::vector(3, std::this_thread::get_id()));
}
#endif
