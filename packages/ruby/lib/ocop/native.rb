# frozen_string_literal: true

require "fiddle"
require "fiddle/import"

module Ocop
  # The library for C, and one call of it.
  module Native
    # What the library writes its answer to.
    REPLY = Fiddle::Importer.instance_method(:struct).bind_call(
      Module.new { extend Fiddle::Importer },
      ["void *data", "size_t length", "char *media_type"]
    )

    @lock = Mutex.new

    class << self
      # Says where the library is: its whole path, such as <tt>/usr/local/lib/libocop_c.so</tt>.
      def use(path)
        @lock.synchronize do
          @path = path
          @functions = nil
        end
      end

      # Calls an operation, bytes in and bytes out: how it ended (0 done, 1 refused, 2 wrong call),
      # the bytes, and their media type. Other threads of Ruby run on meanwhile.
      def answer(operation, input = "", options = "")
        call, free, = functions
        reply = REPLY.malloc(Fiddle::RUBY_FREE)
        status = call.call(c(operation), input, input.bytesize, c(options), reply)
        begin
          data = Fiddle::Pointer.new(reply.data.to_i, reply.length)
          [status, data[0, reply.length], reply.media_type.to_s]
        ensure
          free.call(reply)
        end
      end

      # The version of the engine.
      def version = functions.last.call.to_s

      private

      # A text of C ends at its first NUL: the rest must not be lost in silence.
      def c(text)
        text.b.include?("\0".b) ? text.b.gsub("\0".b, "\u{FFFD}".b) : text
      end

      def functions
        @functions || @lock.synchronize { @functions ||= load }
      end

      def load
        given = ENV.fetch("OCOP_LIBRARY", "")
        path = @path || (given.empty? ? name : given)
        library = Fiddle.dlopen(path)
        pointer = Fiddle::TYPE_VOIDP
        [
          function(library, "ocop_call", [pointer, pointer, Fiddle::TYPE_SIZE_T, pointer, pointer], Fiddle::TYPE_INT),
          function(library, "ocop_reply_free", [pointer], Fiddle::TYPE_VOID),
          function(library, "ocop_version", [], pointer)
        ]
      rescue Fiddle::DLError => error
        raise LoadError, "Không nạp được thư viện \"#{path}\"; đặt biến OCOP_LIBRARY hoặc gọi Ocop::Native.use. · " \
                         "The library \"#{path}\" cannot be loaded; set OCOP_LIBRARY or call Ocop::Native.use. " \
                         "#{error.message}"
      end

      def function(library, name, arguments, result)
        Fiddle::Function.new(library[name], arguments, result)
      end

      def name
        case RbConfig::CONFIG["host_os"]
        when /mswin|mingw|cygwin/ then "ocop_c.dll"
        when /darwin/ then "libocop_c.dylib"
        else "libocop_c.so"
        end
      end
    end
  end
end
