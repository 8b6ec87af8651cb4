# frozen_string_literal: true

require "fiddle"

module Ocop
  # The library for C, and one call of it.
  module Native
    # What the library writes its answer to: where the bytes stand, how many there are, and where
    # their media type stands. Three numbers as wide as an address, and after them room for the bytes
    # of most answers; for others the library makes room.
    REPLY = "J3"
    REPLY_SIZE = 3 * Fiddle::SIZEOF_VOIDP
    ROOM = 1 << 14
    private_constant :REPLY, :REPLY_SIZE, :ROOM

    # Such pieces of memory that nobody uses now: as many are made as there are calls at once.
    @frames = []

    # Media types by where they stand, which is the same for as long as the process lives.
    @media_types = {}

    @lock = Mutex.new

    class << self
      # Says where the library is: its whole path, such as <tt>/usr/local/lib/libocop_c.so</tt>.
      def use(path)
        @lock.synchronize do
          @path = path
          @functions = nil
          @media_types = {}
        end
      end

      # Calls an operation, bytes in and bytes out: how it ended (0 done, 1 refused, 2 wrong call),
      # the bytes, and their media type. Other threads of Ruby run on meanwhile.
      def answer(operation, input = "", options = "")
        call, free, = functions
        # another thread, or a trap, may call in the middle of this: it must not find what is in use
        frame = @frames.pop || Fiddle::Pointer.malloc(REPLY_SIZE + ROOM, Fiddle::RUBY_FREE)
        at = frame.to_i
        operation = c(operation)
        options = c(options)
        status = call.call(address(operation), address(input), input.bytesize, address(options), at + REPLY_SIZE, ROOM, at)
        begin
          data, length, media_type = frame[0, REPLY_SIZE].unpack(REPLY)
          bytes = data.zero? ? frame[REPLY_SIZE, length] : Fiddle::Pointer.new(data)[0, length]
          [status, bytes, media_type(media_type)]
        ensure
          free.call(at) unless data == 0
          @frames.push(frame)
        end
      end

      # The version of the engine.
      def version = functions.last.call.to_s

      private

      # Where a text stands, for as long as the caller holds it: a number is handed over in less time
      # than a pointer.
      def address(text) = Fiddle::Pointer[text].to_i

      def media_type(address)
        @media_types[address] || @lock.synchronize do
          @media_types = @media_types.merge(address => Fiddle::Pointer.new(address).to_s.freeze)
          @media_types[address]
        end
      end

      # A text of C ends at its first NUL: the rest must not be lost in silence.
      def c(text)
        bytes = text.encoding.ascii_compatible? ? text : text.b
        bytes.include?("\0") ? text.b.gsub("\0".b, "\u{FFFD}".b) : text
      end

      def functions
        @functions || @lock.synchronize { @functions ||= load }
      end

      def load
        given = ENV.fetch("OCOP_LIBRARY", "")
        path = @path || (given.empty? ? name : given)
        library = Fiddle.dlopen(path)
        address = Fiddle::TYPE_UINTPTR_T
        size = Fiddle::TYPE_SIZE_T
        [
          function(library, "ocop_call_into", [address, address, size, address, address, size, address], Fiddle::TYPE_INT),
          function(library, "ocop_reply_free", [address], Fiddle::TYPE_VOID),
          function(library, "ocop_version", [], Fiddle::TYPE_VOIDP)
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
